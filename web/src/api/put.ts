/** Puts a newer picture of a thing in its place, or a new thing at the end; a picture that is not newer changes nothing. */
export function put<T extends { id: string; version: number }>(things: readonly T[], picture: T): T[] {
  const held = things.find(({ id }) => id === picture.id);
  if (!held) return [...things, picture];
  return things.map((thing) => (thing === held && picture.version > held.version ? picture : thing));
}
