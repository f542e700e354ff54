import {
  ALL_ROLES,
  AREA_RIGHTS,
  contract,
  FAMILY_RIGHTS,
  ROLES,
  STREAM_ACCESS,
  type Access,
  type Role,
} from '@nuanlin/shared';

interface Entry {
  readonly what: string;
  readonly summary: string;
  readonly access: Access;
}

const HEAD = `# Who may what

Written by \`npm run rights\` from the \`access\` that every endpoint of the contract and every stream declares; a test keeps
it current, and another asks every endpoint and stream on the whole product by every role in every relation
(\`server/test/rights\`). How to read a cell:

| | |
|---|---|
| **own** | the elder himself, the guardian; of workers: what is offered to them, or theirs to do |
| **order**, **pay**, **visits**, **health**, **position** | family members to whom the elder gave this right |
| **any** | family members, whatever right they hold |
| **area**, **operator** | what stands under the area or operator that the role was given for |

To whom something is out of reach it is not there: he gets the same NOT_FOUND as for what does not exist (of a stream the
same FORBIDDEN), and lists do not show it. Whoever may see an entry of an elder still sees only what his rights show: prices
and fees with *order* or *pay*, the reason of a diet's clash, readings and the health record with *health*, where somebody is
with *position*. In these words ${areaRights()}.
`;

/** The page on who may call and hear what, from the contract. */
export function rightsPage(): string {
  const features = Object.entries(contract).map(
    ([feature, entries]) =>
      [feature, Object.values(entries).map(({ '~orpc': definition }) => entryOf(definition))] as const,
  );
  const all = features.flatMap(([, entries]) => entries);
  const streams = Object.entries(STREAM_ACCESS).map(([kind, access]) => ({
    what: kind,
    summary: STREAMS[kind] ?? '',
    access,
  }));
  return [
    HEAD,
    ...features.flatMap(([feature, entries]) => section(feature, entries.filter(isGranted))),
    ...section('streams', streams.filter(isGranted)),
    plain('Everybody who is signed in, for what is his own or public', [...all, ...streams], 'signed_in'),
    plain('Anyone, signed out too', all, 'anyone'),
  ].join('\n');
}

const STREAMS: Readonly<Record<string, string>> = {
  person: 'What happens to the person himself',
  elder: 'An elder’s day, as far as the hearer’s rights show it',
  canteen: 'The queue board',
  district: 'The dispatcher’s console',
  provider: 'Offers to a provider',
  run: 'Positions on a run under way',
};

interface Definition {
  readonly route: {
    readonly method?: string | undefined;
    readonly path?: string | undefined;
    readonly summary?: string | undefined;
  };
  readonly meta: { readonly access: Access };
}

const entryOf = ({ route: { method, path, summary }, meta: { access } }: Definition): Entry => ({
  what: `\`${method} ${path}\``,
  summary: summary ?? '',
  access,
});

const isGranted = ({ access }: Entry): boolean => access.who === 'granted';

function section(title: string, entries: readonly Entry[]): string[] {
  if (entries.length === 0) return [];
  const roles = ALL_ROLES.filter((role) => entries.some(({ access }) => cellOf(access, role) !== ''));
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}\n`,
    row(['', ...roles.map((role) => ROLES[role].name.en)]),
    row(['---', ...roles.map(() => '---')]),
    ...entries.map(({ what, summary, access }) =>
      row([`${what}<br>${summary}`, ...roles.map((role) => cellOf(access, role))]),
    ),
    '',
  ];
}

function cellOf(access: Access, role: Role): string {
  if (access.who !== 'granted' || !access.roles.includes(role)) return '';
  switch (role) {
    case 'family':
      return access.right;
    case 'elder':
    case 'guardian':
    case 'courier':
    case 'staff':
    case 'volunteer':
      return 'own';
    case 'coordinator':
    case 'canteen_staff':
      return 'operator';
    case 'dispatcher':
    case 'care_advisor':
    case 'timebank_manager':
    case 'supervisor':
      return 'area';
  }
}

const plain = (title: string, entries: readonly Entry[], who: Access['who']): string =>
  [
    `## ${title}\n`,
    ...entries.filter(({ access }) => access.who === who).map(({ what, summary }) => `- ${what} ${summary}`),
    '',
  ].join('\n');

function areaRights(): string {
  return Object.entries(AREA_RIGHTS)
    .map(([role, rights]) => {
      const held = rights.length === Object.keys(FAMILY_RIGHTS).length ? 'all five rights' : `*${rights.join('*, *')}*`;
      return `a ${ROLES[role as Role].name.en.toLowerCase()} holds ${held} over the elders of the area`;
    })
    .join(', ');
}
