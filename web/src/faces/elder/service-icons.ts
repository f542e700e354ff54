import type { ServiceKind } from '@nuanlin/shared';
import type { IconName } from '../../kit/icons.ts';

export const SERVICE_ICONS: Record<ServiceKind, IconName> = {
  meals: 'meal',
  bathing: 'bath',
  cleaning: 'clean',
  mobility: 'walk',
  medical: 'clinic',
  emergency: 'wrench',
  errands: 'box',
  companionship: 'chat',
  grooming: 'scissors',
};
