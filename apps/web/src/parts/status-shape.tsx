const PATHS = {
  ring: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z',
  half: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2v8a4 4 0 0 1 0-8Z',
  disc: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z',
  diamond: 'M8 1l7 7-7 7-7-7Z',
  play: 'M3 2l11 6-11 6Z',
  check: 'M1 8.5l2-2 3 3 7-7 2 2-9 9Z',
  triangle: 'M8 1l7.5 14H.5Zm-1 5v4h2V6Zm0 5v2h2v-2Z',
  cross: 'M3 1l5 5 5-5 2 2-5 5 5 5-2 2-5-5-5 5-2-2 5-5-5-5Z',
  square: 'M2 2h12v12H2Z',
} as const;

export type Shape = keyof typeof PATHS;

/** The shape beside a status word; the word carries the meaning, so it is hidden from screen readers. */
export function StatusShape({ shape }: { readonly shape: Shape }) {
  return (
    <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" focusable="false">
      <path fillRule="evenodd" d={PATHS[shape]} fill="currentColor" />
    </svg>
  );
}
