import { under, type Founded, type Ground } from './ground.ts';

/** What providers offer beside meals, at their prices. */
export async function seedItems({ product: { catalog }, district }: Ground, { operators }: Founded): Promise<void> {
  const providers = new Set(district.prices.map(({ operator }) => operator));
  for (const provider of providers) {
    const offers = district.prices
      .filter(({ operator }) => operator === provider)
      .map(({ item, priceFen }) => ({ code: item, priceFen }));
    await catalog.createItems(under(operators, provider).path, offers);
  }
}
