/** The reader's own settings, kept in the browser. Where storage is forbidden they last until the page is left. */
const fallback = new Map<string, string>();
let storageWorks = true;

export function readStored(key: string): string | null {
  if (storageWorks) {
    try {
      return localStorage.getItem(key);
    } catch {
      storageWorks = false;
    }
  }
  return fallback.get(key) ?? null;
}

export function store(key: string, value: string): void {
  fallback.set(key, value);
  if (!storageWorks) return;
  try {
    localStorage.setItem(key, value);
  } catch {
    storageWorks = false;
  }
}
