import { dayNumber } from '#lifecycle/calendar-date';
import { reminderHoursOn } from '#lifecycle/obligation/ladder-steps';
import { scopeOf } from '#lifecycle/rulebook/rulebook.events';
import type { ProvinceRef } from '#reference/province-ref';
import type { Grounds } from './clock-model/grounds.ts';
import type { When } from './day-plan.ts';
import type { Addressee } from './look.ts';
import { provinceOf } from './scope.ts';
import { vietnamTime } from './vietnam-time.ts';

/** To whom something may be sent at one moment: on a working day of their province, within the hours of the rules. */
export class Hours {
  readonly #day: string;
  readonly #time: string;
  readonly #when = new Map<string, When>();

  constructor(
    private readonly grounds: Grounds,
    instant: string,
  ) {
    ({ day: this.#day, time: this.#time } = vietnamTime(instant));
  }

  /** A webhook is a program, but what it sets off reaches people: it has its province's hours. */
  when({ contact, recipient }: Addressee): When {
    return this.#of(contact === null ? this.#provinceOfHook(recipient) : contact.province);
  }

  /** Whether there is anybody to whom something may be sent now: no province works when the nation does not. */
  anybody(): boolean {
    if (this.grounds.calendarOf(null).isOff(dayNumber(this.#day))) return false;
    const scopes = new Set([scopeOf(null), ...[...this.grounds.contacts.values()].map(({ province }) => scopeOf(province))]);
    for (const { province } of this.grounds.control.webhooks) scopes.add(province ?? scopeOf(null));
    return [...scopes].some((scope) => this.#of(scope === scopeOf(null) ? null : provinceOf(scope)) === 'now');
  }

  #of(province: ProvinceRef | null): When {
    const scope = scopeOf(province);
    let when = this.#when.get(scope);
    if (when === undefined) this.#when.set(scope, (when = this.#look(province)));
    return when;
  }

  #look(province: ProvinceRef | null): When {
    const hours = hoursOf(this.grounds, province, this.#day);
    if (hours === undefined || this.#time >= hours.closes) return 'another-day';
    if (this.grounds.calendarOf(province).isOff(dayNumber(this.#day))) return 'another-day';
    return this.#time < hours.opens ? 'today' : 'now';
  }

  #provinceOfHook(recipient: string): ProvinceRef | null {
    const hook = this.grounds.control.webhooks.find(({ webhook }) => webhook === recipient);
    const scope = hook?.province ?? null;
    return scope === null ? null : provinceOf(scope);
  }
}

export const hoursOf = (grounds: Grounds, province: ProvinceRef | null, day: string) =>
  reminderHoursOn(grounds.rulesOf(province), province, day);
