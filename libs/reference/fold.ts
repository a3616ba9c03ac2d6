/** Lower case without Vietnamese marks, so that "Thanh Hoá", "Thanh Hóa" and "thanh hoa" are found by one another: NFD, marks off, đ → d, blanks single. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/\s+/g, ' ')
    .trim();
