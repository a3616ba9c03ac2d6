import { v5 as uuidv5 } from 'uuid';
import { CONTRACT_NAMESPACE, IMPORT_NAMESPACE, PROJECT_NAMESPACE } from '#reference/namespaces';
import type { ProvinceRef, Source } from '#reference/province-ref';

/** Command id of one step of one project, the same from whatever file it comes. */
export const stepCommandId = (code: string, step: string): string => uuidv5(`${code}/${step}`, IMPORT_NAMESPACE);

/** A new project's id derives from the command that opens it. */
export const importedProjectId = (code: string): string => uuidv5(stepCommandId(code, 'survey'), PROJECT_NAMESPACE);

/** A contract number is unique within its source and province only. */
export const importedContractId = (source: Source, province: ProvinceRef, contractNo: string): string =>
  uuidv5([province.set, source, province.code, contractNo.normalize('NFC')].join('/'), CONTRACT_NAMESPACE);
