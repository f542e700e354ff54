import type { Random } from '../random.ts';
import type { Vec } from './geometry.ts';

/**
 * A gentle distortion of the whole town, so that no street runs dead straight or parallel to another. Waves are long
 * against their height, so that nothing folds over.
 */
export function gentleBend(random: Random): (place: Vec) => Vec {
  const waves = [1900, 1300, 800, 420].map((length) => ({
    height: length / 34,
    heading: random.between(0, Math.PI),
    push: random.between(0, 2 * Math.PI),
    turn: (2 * Math.PI) / length,
    phase: random.between(0, 2 * Math.PI),
  }));
  return ({ x, y }) => {
    let [dx, dy] = [0, 0];
    for (const { height, heading, push, turn, phase } of waves) {
      const rise = height * Math.sin((x * Math.cos(heading) + y * Math.sin(heading)) * turn + phase);
      dx += rise * Math.cos(push);
      dy += rise * Math.sin(push);
    }
    return { x: x + dx, y: y + dy };
  };
}
