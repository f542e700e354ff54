import { z } from 'zod';
import type { Text } from '../texts/text.ts';

/** A name that is data (a dish, a canteen) in both languages. */
export const words = z.object({ 'zh-CN': z.string(), en: z.string() }) satisfies z.ZodType<Text>;
