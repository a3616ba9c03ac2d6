import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageKey } from '../i18n/vi.ts';
import { switchLetterKeys, useLetterKeys } from './settings.ts';

const KEYS: readonly (readonly [readonly string[], MessageKey])[] = [
  [['/'], 'help.search'],
  [['j', 'k'], 'help.next'],
  [['Enter'], 'help.open'],
  [['Esc'], 'help.back'],
  [['t'], 'help.today'],
  [['←', '→', '↑', '↓'], 'help.figures'],
  [['g b'], 'help.board'],
  [['g h'], 'help.conference'],
  [['g c'], 'help.compare'],
  [['g d'], 'help.delayed'],
  [['g p'], 'help.projects'],
  [['g r'], 'help.reminders'],
  [['?'], 'help.help'],
];

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The list of keys, and the switch for those who dictate or use other assistive input. */
export function KeyboardHelp({ open, onClose }: Props) {
  const { t } = useTranslation();
  const lettersOn = useLetterKeys();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="keyboard-help-title">
      <h2 id="keyboard-help-title">{t('help.title')}</h2>
      <dl className="keys">
        {KEYS.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input type="checkbox" checked={lettersOn} onChange={(event) => switchLetterKeys(event.target.checked)} />
        {t('help.enabled')}
      </label>
      <button type="button" onClick={onClose}>
        {t('action.close')}
      </button>
    </dialog>
  );
}
