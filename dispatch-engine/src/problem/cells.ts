/**
 * Reads of typed arrays whose index is right by construction. Two functions, so that each stays monomorphic and is inlined
 * into the hot loops.
 */
export const real = (cells: Float64Array, index: number): number => cells[index] as number;
export const whole = (cells: Int32Array, index: number): number => cells[index] as number;
