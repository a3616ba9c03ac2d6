import { expect, it } from '@jest/globals';
import { withoutSecret } from './without-secret.ts';

it.each([
  ['/api/v1/feeds/aBc-_9.ics', '/api/v1/feeds/…'],
  ['//api/v1/feeds/aBc.ics?x=1', '/api/v1/feeds/…?x=1'],
  ['/api/v1/%66eeds/aBc.ics', '/api/v1/feeds/…'],
  ['/api/V1/Feeds/aBc.ics', '/api/v1/feeds/…'],
  ['/api/v1/feeds%2FaBc%', '/api/v1/feeds/…'],
  ['/api/v1/feeds/', '/api/v1/feeds/…'],
  ['/api/v1/contacts/th-01/feed', '/api/v1/contacts/th-01/feed'],
  ['/api/v1/projects?q=%2Fapi%2Fv1%2Ffeeds%2F', '/api/v1/projects?q=%2Fapi%2Fv1%2Ffeeds%2F'],
])('%s stands in a log as %s', (url, told) => expect(withoutSecret(url)).toBe(told));
