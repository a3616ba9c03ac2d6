import type { ProvinceRef, ProvinceSet } from '#reference/province-ref';

/** The province of a scope such as `vn63.38`; `scopeOf` is the inverse. */
export function provinceOf(scope: string): ProvinceRef {
  const [set = '', code = ''] = scope.split('.');
  return { set: set as ProvinceSet, code };
}
