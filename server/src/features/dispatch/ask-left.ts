import type { ElderId } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { EldersFeature } from '../elders/index.ts';
import type { Organizations } from '../organizations/index.ts';
import type { Tracking } from '../tracking/index.ts';
import type { Workers } from '../workers/index.ts';
import type { Asks, Wishes } from './asks.ts';

export interface Left {
  readonly organizations: Organizations;
  readonly elders: EldersFeature;
  readonly workers: Workers;
  readonly tracking: Tracking;
}

/** A provider that serves no district yet keeps China's one legal time. */
const CHINA = 'Asia/Shanghai';

const WISHES = unscoped('wishes bind every offer of a round');

/** Dispatch's questions, answered by the features to its left. */
export function askLeft({ organizations: { places, rules }, elders, workers, tracking }: Left): Asks {
  return {
    district: (districtId) => places.district(districtId),
    async districtsOf(areaPath) {
      const districts = await places.districts();
      return districts
        .filter(
          ({ areaId, areaPath: above }) => areaPath.includes(areaId) || areaPath.some((area) => above.includes(area)),
        )
        .map(({ id }) => id);
    },
    available: (district) => workers.available(district),
    worker: (workerId) => workers.worker(workerId),
    async provider(operatorId) {
      const operator = await places.operator(operatorId);
      if (!operator) return null;
      const districts = await places.districts();
      const served = districts.find(({ areaId, areaPath }) =>
        operator.serves.some((area) => area === areaId || areaPath.includes(area)),
      );
      return { id: operator.id, name: operator.name, operatorPath: operator.path, zone: served?.zone ?? CHINA };
    },
    staffOf: (operatorId) => workers.staffOf(operatorId),
    async wishes(elderIds: readonly ElderId[]) {
      const found = await elders.all(WISHES, elderIds);
      return new Map(found.map(({ elderId, wishes }): [ElderId, Wishes] => [elderId, wishes]));
    },
    positions: (runIds) => tracking.positions(runIds),
    rule: async (kind, at) => (await rules.inForce(kind, at)).value,
  };
}
