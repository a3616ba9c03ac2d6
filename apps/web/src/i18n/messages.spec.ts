import { describe, expect, it } from '@jest/globals';
import { en } from './en.ts';
import { viActs } from './vi-acts.ts';
import { viFigures } from './vi-figures.ts';
import { viLookBack } from './vi-look-back.ts';
import { viReminders } from './vi-reminders.ts';
import { vi } from './vi.ts';

describe('the words of the console', () => {
  it('are said once: a part of theirs never takes the place of another', () => {
    const keys = [viActs, viFigures, viLookBack, viReminders].flatMap((part) => Object.keys(part));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    for (const part of [viActs, viFigures, viLookBack, viReminders]) expect(vi).toMatchObject(part);
  });

  it('have the same places to fill in both languages', () => {
    const places = (text: string): readonly string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
    for (const [key, text] of Object.entries(vi)) expect([key, places(en[key as keyof typeof vi])]).toEqual([key, places(text)]);
  });
});
