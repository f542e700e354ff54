import type { Point } from '@nuanlin/shared';

/** Addresses and places, WGS-84 in and out. */
export interface Geocoding {
  find(address: string): Promise<readonly { readonly address: string; readonly at: Point }[]>;
}
