import type world from './world-map.json';

export type WorldMap = {
  width: number;
  height: number;
  places: Record<string, { d?: string; dot?: number[]; box: number[] }>;
};

let loading: Promise<WorldMap> | undefined;

/** The map's paths, fetched once when a page first draws it. */
export function loadWorld(): Promise<WorldMap> {
  loading ??= import('./world-map.json').then((module): WorldMap => module.default satisfies typeof world);
  return loading;
}
