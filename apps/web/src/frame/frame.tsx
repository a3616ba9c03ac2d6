import { Link, Outlet, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { speak } from '../i18n/i18n.ts';
import { PrintHeader } from '../parts/print-header.tsx';
import { IdentitySwitch } from './identity-switch.tsx';
import { useKeyboard } from './keyboard.ts';
import { KeyboardHelp } from './keyboard-help.tsx';
import { RestoredBanner } from './restored-banner.tsx';
import { ProjectSearchBox } from './project-search-box.tsx';
import { useLanguage } from './settings.ts';

/** What surrounds every page: who one is, where one is, how to get elsewhere. */
export function Frame() {
  const { t } = useTranslation();
  const [helpOpen, setHelpOpen] = useKeyboard();
  return (
    <>
      <a className="skip-link" href="#main">
        {t('app.skip')}
      </a>
      <header className="frame-header">
        <div className="frame-row">
          <Link to="/board" className="brand">
            <img src="/favicon.svg" alt="" width="28" height="28" />
            <span>
              <strong>{t('app.name')}</strong> · {t('app.tagline')}
            </span>
          </Link>
          <ProjectSearchBox />
          <IdentitySwitch />
          <LanguageSwitch />
          <button type="button" className="quiet keyboard-button" onClick={() => setHelpOpen(true)} aria-keyshortcuts="?">
            {t('app.help')}
          </button>
        </div>
        <Navigation />
      </header>
      <RestoredBanner />
      <PrintHeader />
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <KeyboardHelp open={helpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}

/** The date, year and region that one looks at go along to the other pages of figures. */
function Navigation() {
  const { t } = useTranslation();
  const { asOf, knownAt, year, region, source } = useSearch({ strict: false });
  const figures = { asOf, knownAt, year, region, source };
  return (
    <nav aria-label={t('nav.label')}>
      <Link to="/board" search={figures} activeOptions={{ includeSearch: false }}>
        {t('nav.board')}
      </Link>
      <Link to="/conference" search={figures} activeOptions={{ includeSearch: false }}>
        {t('nav.conference')}
      </Link>
      <Link to="/compare" search={{ to: asOf, year, region }} activeOptions={{ includeSearch: false }}>
        {t('nav.compare')}
      </Link>
      <Link to="/delayed" search={figures} activeOptions={{ includeSearch: false }}>
        {t('nav.delayed')}
      </Link>
      <Link to="/projects" search={{}} activeOptions={{ includeSearch: false }}>
        {t('nav.projects')}
      </Link>
      <Link to="/reminders" search={{}} activeOptions={{ includeSearch: false }}>
        {t('nav.reminders')}
      </Link>
    </nav>
  );
}

function LanguageSwitch() {
  const { t } = useTranslation();
  const other = useLanguage() === 'vi' ? 'en' : 'vi';
  return (
    <button type="button" className="quiet" lang={other} onClick={() => void speak(other)}>
      {t('app.language')}
    </button>
  );
}
