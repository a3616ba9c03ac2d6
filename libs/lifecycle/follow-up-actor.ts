/** Actors with this prefix bring a project's answer to the stream that decided; the person behind the decision stands after it. */
export const FOLLOW_UP_ACTOR = 'follow-up:';
