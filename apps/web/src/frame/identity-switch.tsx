import type { Identity } from '#contracts/service';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { identityQuery } from '../api/queries.ts';
import { chooseIdentity, useLanguage, useReader } from './settings.ts';

/** Whose eyes one looks with. Until access control is there, anybody may look with anybody's. */
export function IdentitySwitch() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery(identityQuery(useReader()));
  // The name of a role's own identity is the role, with a word on its being a demo that the mark beside it says already.
  const word = ({ name, role }: Identity['others'][number]) =>
    name[language].startsWith(role[language]) ? role[language] : name[language];
  return (
    <p className="identity" title={data?.demo ? t('app.demoHint', { name: data.name[language] }) : undefined}>
      {data?.demo && <strong className="demo-mark">{t('app.demo')}</strong>}
      {data && (
        <select aria-label={t('app.identity')} value={data.id} onChange={({ target }) => chooseIdentity(target.value)}>
          {data.others.map((identity) => (
            <option key={identity.id} value={identity.id}>
              {word(identity)}
            </option>
          ))}
        </select>
      )}
    </p>
  );
}
