/** `=` begins a filter's word: a text's own words never do. */
export const stageWord = (stage: string): string => `=stage:${stage}`;
export const filterWords = {
  source: (source: string) => `=source:${source}`,
  year: (year: number) => `=year:${year}`,
  province: (set: string, code: string) => `=province:${set}.${code}`,
  content: (content: string) => `=content:${content}`,
  stage: stageWord,
  officer: (officer: string) => `=officer:${officer}`,
  /** Projects with an open obstacle. */
  obstacle: () => '=obstacle:open',
  /** @param serial folded */
  serial: (serial: string) => `=serial:${serial}`,
};
