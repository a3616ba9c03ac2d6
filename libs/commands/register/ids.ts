import { CONTRACT_NAMESPACE, IMPORT_NAMESPACE } from '#reference/namespaces';
import type { ProvinceRef, Source } from '#reference/province-ref';
import { uuidV5 } from '../uuid-v5.ts';

/** Command id of one step of one project, the same from whatever file it comes. */
export const stepCommandId = (code: string, step: string): string => uuidV5(`${code}/${step}`, IMPORT_NAMESPACE);

/** A contract number is unique within its source and province only. */
export const importedContractId = (source: Source, province: ProvinceRef, contractNo: string): string =>
  uuidV5([province.set, source, province.code, contractNo.normalize('NFC')].join('/'), CONTRACT_NAMESPACE);

/** All that one import wrote can be found by the file's content. */
export const importCorrelationId = (sha256: string): string => uuidV5(sha256, IMPORT_NAMESPACE);

/** Each run of an import is a command of its own, for the stream may start again when later there is more to take. */
export const importCommandId = (sha256: string, type: string, eventsBefore: number): string =>
  uuidV5(`${sha256}/${type}/${eventsBefore}`, IMPORT_NAMESPACE);
