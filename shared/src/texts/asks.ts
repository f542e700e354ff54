import { text, type Text } from './text.ts';

/** What a worker may know of an elder before accepting: what is asked of whoever comes. */
export const ASK_TEXTS = {
  loud_voice: text('耳背，请大声', 'Hard of hearing: speak up'),
  write_it_down: text('听不见，请写字', 'Deaf: write it down'),
  stick: text('拄拐', 'Walks with a stick'),
  walker: text('用助行器', 'Walks with a frame'),
  wheelchair: text('坐轮椅', 'Uses a wheelchair'),
  bedridden: text('卧床', 'Bedridden'),
  slow_to_open: text('开门慢，请多等一会儿', 'Slow to open: wait a little'),
  dog: text('家里有狗', 'There is a dog'),
  woman_wanted: text('希望女性服务', 'A woman is wanted'),
  man_wanted: text('希望男性服务', 'A man is wanted'),
} as const satisfies Readonly<Record<string, Text>>;
export type AskCode = keyof typeof ASK_TEXTS;
