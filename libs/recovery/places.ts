import { join } from 'node:path';

/** Where one process of an installation keeps what it keeps beside the log. */
export interface Folders {
  readonly dataDir: string;
  readonly readModelsDir: string;
  readonly attachmentsDir: string;
}

/** Where an installation on one machine keeps everything. */
export interface Places extends Folders {
  readonly logFile: string;
}

/** The places of the settings. */
export const placesOf = ({
  dataDir,
  log: { file: logFile },
  readModelsDir,
  attachmentsDir,
}: Folders & { readonly log: { readonly file: string } }): Places => ({ dataDir, logFile, readModelsDir, attachmentsDir });

/** An installation with everything at its usual place under one folder. */
export const placesUnder = (dataDir: string): Places => ({
  dataDir,
  logFile: join(dataDir, 'log.sqlite'),
  readModelsDir: join(dataDir, 'read-models'),
  attachmentsDir: join(dataDir, 'attachments'),
});

/** The signing secrets of webhooks: part of the truth that no event may hold, to be backed up with the log. */
export const webhookSecretsFile = ({ dataDir }: Pick<Places, 'dataDir'>): string => join(dataDir, 'webhook-secrets.json');

/** What the reminders' clock derives from the log; it may be deleted while nobody keeps it. */
export const clockDir = ({ dataDir }: Pick<Places, 'dataDir'>): string => join(dataDir, 'clock');

export const clockFile = (places: Pick<Places, 'dataDir'>): string => join(clockDir(places), 'clock.sqlite');

export const followUpsFile = ({ dataDir }: Pick<Places, 'dataDir'>): string => join(dataDir, 'follow-ups.json');
