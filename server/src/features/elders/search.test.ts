import { describe, expect, test } from '@jest/globals';
import { initialsOf, readQuery, roomOf, searchKeys } from './search.ts';

describe('pinyin initials', () => {
  test.each([
    ['陈国栋', 'cgd'],
    ['王秀英', 'wxy'],
    ['马玉兰', 'myl'],
    ['刘福生', 'lfs'],
    ['何淑珍', 'hsz'],
    ['孙桂英', 'sgy'],
    ['郭素琴', 'gsq'],
    ['赵桂芬', 'zgf'],
    ['钱勇', 'qy'],
    ['欧阳安', 'oya'],
    ['冯二妮', 'fen'],
    ['贾静', 'jj'],
    ['康凯', 'kk'],
    ['任然', 'rr'],
    ['田涛', 'tt'],
    ['潘鹏', 'pp'],
    ['白冰', 'bb'],
  ])('%s: %s', (name, initials) => expect(initialsOf(name)).toBe(initials));

  test('a surname keeps its own reading, the same character elsewhere another', () => {
    expect(initialsOf('曾单')).toBe('zd');
    expect(initialsOf('单曾')).toBe('sc');
  });
});

describe('keys and queries', () => {
  const home = { compound: '柳荫里', building: '3', unit: '2', room: '502' };

  test('an elder is found by name, initials and room', () => {
    const keys = searchKeys('陈国栋', home);
    for (const q of ['陈国', 'cg', 'CGD', '3-2-502', '502', '柳荫里 3-2'])
      expect([q, keys.some((key) => key.startsWith(readQuery(q).beginning))]).toEqual([q, true]);
  });

  test('a building without units', () => expect(roomOf({ ...home, unit: '' })).toBe('3-502'));

  test.each([
    ['1234', '1234'],
    ['123x', '123X'],
    ['123', null],
    ['12345', null],
    ['3-2-502', null],
  ])('%s ends in %s', (q, lastFour) => expect(readQuery(q).lastFour).toBe(lastFour));
});
