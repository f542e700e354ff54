import type { DemoHandset } from '@nuanlin/shared';
import { useI18n } from 'vue-i18n';

/** Whose phone it is, in words; a number that is nobody's account goes by itself. */
export function useHandsetWords() {
  const { t } = useI18n();
  const nameOf = ({ name, to }: DemoHandset): string => name || to || t('demo.unknown');
  const aboutOf = ({ name, about, to }: DemoHandset): string =>
    name === '' ? t('demo.noAccount') : [about, to].filter(Boolean).join(' · ');
  return { nameOf, aboutOf };
}
