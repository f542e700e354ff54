import { decide, type Decision, type PlannedRun } from '@nuanlin/dispatch-engine';
import type { DistrictId, Instant, PersonId } from '@nuanlin/shared';
import type { OfferTo } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Tx } from '../../platform/tx.ts';
import { keepDecisions } from './keep-decisions.ts';
import { paidSeat, payOf, payRulesOf } from './pay.ts';
import type { DispatchPorts } from './ports.ts';
import { readDistrict, standingOf } from './read-district.ts';
import { minuteOf } from './minute.ts';
import { draftOf } from './snapshot.ts';
import { writeOffers } from './write-offers.ts';
import type { Available } from './asks.ts';

/** What a round leaves to the next: the tentative plan, and when to look again. */
export interface RoundEnd {
  readonly plan: readonly PlannedRun[];
  /** Minutes from now; Infinity when nothing is held. */
  readonly lookAgainIn: number;
  readonly offers: number;
  readonly open: number;
}

const ROUND = unscoped('a dispatch round acts for the district');
const IDLE: RoundEnd = { plan: [], lookAgainIn: Number.POSITIVE_INFINITY, offers: 0, open: 0 };

/**
 * One round of a district: read, decide, write. It holds no lock while it thinks; an offer that lost the race is simply
 * not written, and two rounds that overlap do no harm.
 */
export async function runRound(
  districtId: DistrictId,
  { now, plan }: { now: Instant; plan: readonly PlannedRun[] },
  ports: DispatchPorts,
  tx: Tx,
): Promise<RoundEnd> {
  const district = await ports.asks.district(districtId);
  const works = district ? await ports.jobs.inDistrict(ROUND, districtId, ['open']) : [];
  if (!district || works.length === 0) return IDLE;

  const standing = standingOf(district, works);
  const read = await readDistrict(district, works, { now, plan }, ports);
  const { snapshot: draft, points } = draftOf(read);
  const vehicles = [...new Set(read.workers.map(({ vehicle }) => vehicle))];
  const snapshot = {
    ...draft,
    travel: await ports.travel.over(await ports.asks.rule('travel', standing), points, vehicles),
  };
  const decision = decide(snapshot);

  const rulesOf = await payRulesOf(works, ports.asks);
  const providers = await addressees(read.workers, ports);
  const written = await writeOffers(
    decision,
    {
      now,
      works: new Map(works.map((work) => [work.job.id, work])),
      workers: new Map(read.workers.map((worker) => [worker.id, worker])),
      pay: ({ kind }, { work, seat }) => {
        const rules = rulesOf(work);
        return payOf(kind, paidSeat(work, seat, district.zone, rules), rules);
      },
      providerLease: read.leases.provider,
      addressee: ({ id }) => providers.get(id) ?? { kind: 'worker', workerId: id },
    },
    ports,
    tx,
  );
  await keepDecisions({ snapshot, decision, written, now, districtId }, ports, tx);
  return {
    plan: decision.plan,
    lookAgainIn: earliest(decision) - minuteOf(now),
    offers: written.length,
    open: works.length,
  };
}

const earliest = ({ held }: Decision): number =>
  held.reduce((first, { until }) => Math.min(first, until), Number.POSITIVE_INFINITY);

/** Staff are asked themselves only where their provider agreed to automatic naming; else its coordinator is. */
async function addressees(
  workers: readonly Available[],
  { asks }: DispatchPorts,
): Promise<ReadonlyMap<PersonId, OfferTo>> {
  const staff = workers.flatMap(({ id, kind, operatorPath }) => {
    const [provider] = operatorPath;
    return kind === 'staff' && provider !== undefined ? [{ id, provider, operatorPath }] : [];
  });
  // A site may name its staff itself while its company's coordinator names the others'.
  const sites = new Map(staff.map(({ operatorPath }) => [operatorPath.join(), operatorPath]));
  const rules = await Promise.all(
    [...sites].map(async ([site, operatorPath]) => {
      const { automatic } = await asks.rule('naming', { areaPath: [], operatorPath });
      return [site, automatic] as const;
    }),
  );
  const automatic = new Map(rules);
  return new Map(
    staff
      .filter(({ operatorPath }) => !automatic.get(operatorPath.join()))
      .map(({ id, provider }): [PersonId, OfferTo] => [id, { kind: 'provider', operatorId: provider }]),
  );
}
