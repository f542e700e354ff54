import { useQuery } from '@tanstack/vue-query';
import type { District, Point } from '@nuanlin/shared';
import { computed } from 'vue';
import { api } from '../../api/client.ts';

/**
 * The map of the district that a place lies in; fetched once and kept.
 * @example const basemap = useBasemap(() => elder.value.at);
 */
export function useBasemap(place: () => Point | undefined) {
  const districts = useQuery({
    queryKey: ['districts'],
    queryFn: () => api.organizations.districts(),
    staleTime: Infinity,
  });
  const districtId = computed(() => {
    const at = place();
    return at && districts.data.value?.find((district) => holds(district, at))?.id;
  });
  const basemap = useQuery({
    queryKey: computed(() => ['basemap', districtId.value]),
    queryFn: async () =>
      districtId.value === undefined ? null : api.organizations.basemap({ districtId: districtId.value }),
    enabled: computed(() => districtId.value !== undefined),
    staleTime: Infinity,
  });
  return computed(() => basemap.data.value ?? undefined);
}

const holds = ({ bounds: [[west, south], [east, north]] }: District, { lon, lat }: Point): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north;
