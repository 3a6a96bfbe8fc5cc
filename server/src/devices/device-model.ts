/** Which of a model's versions cannot use an eSIM: a note for people, and rules for the maker's codes. */
export type RegionNote =
  | 'APPLE'
  | 'APPLE_SINCE_14'
  | 'SAMSUNG'
  | 'SAMSUNG_EARLY'
  | 'PIXEL_3'
  | 'PIXEL_3A'
  | 'CHINA'
  | 'SONY'
  | 'SOME_COUNTRIES'
  | 'CELLULAR_ONLY';

/** A model of the compatibility list, as its maker describes it. */
export interface DeviceModel {
  brand: string;
  model: string;
  verdict: 'COMPATIBLE' | 'INCOMPATIBLE';
  /** Beginnings of the maker's codes, as a User-Agent names them: `SM-S921` stands for SM-S921B, SM-S921U, …. */
  codes: readonly string[];
  /** Other names people write. */
  aliases: readonly string[];
  note: RegionNote | null;
  /** Tablets and computers cannot dial. */
  canDial: boolean;
}

type Extras = Partial<Pick<DeviceModel, 'codes' | 'aliases' | 'note' | 'canDial'>>;
/** A line of a brand's table: the model's name, then what there is to know besides. */
export type Line = readonly [model: string, extras?: Extras];

/** Makes a brand's lines into models. `common` holds for each line that does not say otherwise. */
export function models(
  brand: string,
  verdict: DeviceModel['verdict'],
  lines: readonly Line[],
  common: Extras = {},
): DeviceModel[] {
  return lines.map(([model, extras]) => ({
    brand,
    model,
    verdict,
    codes: [],
    aliases: [],
    note: null,
    canDial: true,
    ...common,
    ...extras,
  }));
}
