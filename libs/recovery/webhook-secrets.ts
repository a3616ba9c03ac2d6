import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './files.ts';
import { type Manifest, SECRETS_NAME } from './manifest.ts';
import { type Places, webhookSecretsFile } from './places.ts';

/** For its owner alone, wherever it lies. */
const SECRET_MODE = 0o600;

/** Takes the signing secrets of webhooks into a backup: receivers would take nothing that is signed by other ones. False: there are none. */
export function backUpSecrets(places: Places, folder: string): boolean {
  const file = webhookSecretsFile(places);
  if (!existsSync(file)) return false;
  replaceFile(join(folder, SECRETS_NAME), readFileSync(file, 'utf8'), SECRET_MODE);
  return true;
}

/** Puts them back where none are: those in place may be newer, and receivers know them already. */
export function restoreSecrets(folder: string, { files }: Manifest, places: Places): void {
  const target = webhookSecretsFile(places);
  if (existsSync(target) || !files.some(({ path }) => path === SECRETS_NAME)) return;
  replaceFile(target, readFileSync(join(folder, SECRETS_NAME), 'utf8'), SECRET_MODE);
}
