import { CONTRACT_NAMESPACE } from '#reference/namespaces';
import type { ProvinceRef, Source } from '#reference/province-ref';
import { uuidV5 } from './uuid-v5.ts';

/** A contract number is unique within its source and province only; the same number is the same contract, whoever brings it. */
export const contractIdOf = (source: Source, province: ProvinceRef, contractNo: string): string =>
  uuidV5([province.set, source, province.code, contractNo.normalize('NFC')].join('/'), CONTRACT_NAMESPACE);
