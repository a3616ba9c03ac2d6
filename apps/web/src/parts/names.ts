import type { ProvinceRef, ProvinceSet, Region, Stage } from '#contracts/figures';
import type { Reference } from '#contracts/reference';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { referenceQuery } from '../api/queries.ts';
import { useLanguage } from '../frame/settings.ts';
import type { Language } from '../format/numbers.ts';

/** Names for codes, in the reader's language; a code stands for itself until the names are there. */
export interface Names {
  readonly stage: (stage: Stage) => string;
  readonly content: (code: string) => string;
  readonly region: (region: Region) => string;
  readonly province: (province: ProvinceRef | string) => string;
}

export const provinceKey = (province: ProvinceRef): string => `${province.set}.${province.code}`;

/** How a report's path names the row of a province: by its code, where it is of the report's own list. */
export const rowCode = (province: ProvinceRef, set: ProvinceSet): string => (province.set === set ? province.code : provinceKey(province));

export function useReference(): Reference | undefined {
  return useQuery(referenceQuery).data;
}

export function useNames(): Names {
  const reference = useReference();
  const language = useLanguage();
  return useMemo(() => namesOf(reference, language), [reference, language]);
}

function namesOf(reference: Reference | undefined, language: Language): Names {
  const stages = new Map(reference?.stages.map((stage) => [stage.code as string, stage[language]]));
  const contents = new Map(reference?.contents.map((content) => [content.code, content[language]]));
  const regions = new Map(reference?.regions.map((region) => [region.code as string, region[language]]));
  const provinces = new Map(reference?.provinces.map((province) => [provinceKey(province), province.name]));
  return {
    stage: (stage) => stages.get(stage) ?? stage,
    content: (code) => contents.get(code) ?? code,
    region: (region) => regions.get(region) ?? region,
    province: (province) => {
      const key = typeof province === 'string' ? province : provinceKey(province);
      return provinces.get(key) ?? key;
    },
  };
}
