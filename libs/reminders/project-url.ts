/** Where the console shows a project. @param consoleUrl ends in `/` */
export const projectUrl = (consoleUrl: string, code: string): string => `${consoleUrl}projects/${encodeURIComponent(code)}`;
