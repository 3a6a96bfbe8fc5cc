import { describe, expect, it } from 'vitest';
import { frameRegion } from './region-frame.ts';

const world = {
  width: 1000,
  height: 470,
  places: {
    FR: { d: 'M0,0z', box: [480, 90, 510, 120] },
    ES: { d: 'M0,0z', box: [470, 110, 495, 130] },
    PL: { d: 'M0,0z', box: [530, 70, 550, 90] },
    RU: { d: 'M0,0z', box: [540, 20, 960, 110] },
    FJ: { dot: [985, 300], box: [984, 299, 986, 301] },
    WS: { dot: [15, 290], box: [14, 289, 16, 291] },
  },
};

describe('frameRegion', () => {
  it('frames the countries it is given', () => {
    expect(frameRegion(world, ['FR', 'ES'])?.frame).toEqual([470, 90, 510, 130]);
  });
  it('lets a very wide country reach out where the rest would become too small', () => {
    expect(frameRegion(world, ['FR', 'ES', 'PL', 'RU'])?.frame).toEqual([470, 70, 550, 130]);
  });
  it('brings both sides of the date line together', () => {
    const region = frameRegion(world, ['FJ', 'WS']);
    expect(region?.frame).toEqual([984, 289, 1016, 301]);
    expect(region?.places.map(({ shift }) => shift)).toEqual([0, 1000]);
  });
  it('is null when none of them is on the map', () => {
    expect(frameRegion(world, ['XX'])).toBeNull();
  });
});
