import { join } from 'node:path';

/** Where one installation keeps what it keeps. */
export interface Places {
  readonly dataDir: string;
  readonly logFile: string;
  readonly readModelsDir: string;
  readonly attachmentsDir: string;
}

/** The places of the settings. */
export const placesOf = (settings: {
  readonly dataDir: string;
  readonly log: { readonly file: string };
  readonly readModelsDir: string;
  readonly attachmentsDir: string;
}): Places => ({
  dataDir: settings.dataDir,
  logFile: settings.log.file,
  readModelsDir: settings.readModelsDir,
  attachmentsDir: settings.attachmentsDir,
});

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

export const followUpsFile = ({ dataDir }: Places): string => join(dataDir, 'follow-ups.json');
