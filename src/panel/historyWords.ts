import { categoryName } from './categoryName.js';
import { hasRate, REST, type By, type HistoryRow, type HistoryRows, type Span } from './historyRows.js';
import { placeName } from './incidentLine.js';
import type { PlaceView } from './messages.js';
import { t } from './t.js';
import { number, percent } from './time.js';

/** Above this share, one cause or provider is what a row is about; of two halves neither is. */
const MAINLY = 0.5;

/** What the picture says, in words. */
export class HistoryWords {
  constructor(
    private readonly places: readonly PlaceView[],
    private readonly by: By,
    private readonly span: Span,
  ) {}

  rowName(key: string): string {
    if (key === REST) return t('All others');
    return this.by === 'provider' ? (this.place(key) ?? t('Provider not known')) : categoryName(key);
  }

  /** Which one is worth leaving, or mending; null where there is nothing to compare. */
  lead({ rows, failed }: HistoryRows): string | null {
    const [first, second] = rows;
    if (first === undefined || second === undefined || failed < 4) return null;
    const isOne = first.failed > second.failed && first.failed / failed >= MAINLY;
    // Nobody can leave a provider that is not known.
    if (!isOne || first.key === REST || (this.by === 'provider' && this.place(first.key) === null)) {
      return this.by === 'provider' ? t('No provider stands out.') : t('No cause stands out.');
    }
    const args = { name: this.rowName(first.key), count: number(first.failed), all: number(failed) };
    return this.by === 'provider'
      ? t('{name} fails you most: {count} of {all} failed calls.', args)
      : t('{name} is the most frequent cause: {count} of {all} failed calls.', args);
  }

  /** `12 failed calls on 3 days, mostly rate limit. 9 more were recovered by the endpoint.` */
  verdict(row: HistoryRow): string {
    const recovered = this.recovered(row);
    if (row.failed === 0) return recovered;
    return [this.failed(row), recovered].filter((each) => each !== '').join(this.gap);
  }

  traffic({ calls, failed }: { readonly calls: number; readonly failed: number }): string {
    const args = { failed: number(failed), calls: number(calls) };
    if (!hasRate({ calls })) return t('{failed} of {calls} calls failed there: too few to tell.', args);
    return t('{failed} of {calls} calls failed there: {share}.', { ...args, share: percent(failed / calls) });
  }

  private failed(row: HistoryRow): string {
    return this.by === 'provider' ? this.failedOf(row) : this.failedAt(row);
  }

  private failedOf({ failed, busy, mostly }: HistoryRow): string {
    const args = { count: number(failed), days: number(busy), what: lowered(categoryName(mostly.key)) };
    const onDays = this.span === 'days' && busy > 1;
    if (failed === 1) return t('1 failed call: {what}.', args);
    if (mostly.share === 1)
      return onDays ? t('{count} failed calls on {days} days, all {what}.', args) : t('{count} failed calls, all {what}.', args);
    if (mostly.share > MAINLY)
      return onDays
        ? t('{count} failed calls on {days} days, mostly {what}.', args)
        : t('{count} failed calls, mostly {what}.', args);
    return onDays
      ? t('{count} failed calls on {days} days, of several causes.', args)
      : t('{count} failed calls, of several causes.', args);
  }

  private failedAt({ failed, busy, mostly }: HistoryRow): string {
    const args = { count: number(failed), days: number(busy), what: this.place(mostly.key) ?? t('a provider that is not known') };
    const onDays = this.span === 'days' && busy > 1;
    if (failed === 1) return t('1 failed call, at {what}.', args);
    if (mostly.share === 1)
      return onDays
        ? t('{count} failed calls on {days} days, all at {what}.', args)
        : t('{count} failed calls, all at {what}.', args);
    if (mostly.share > MAINLY)
      return onDays
        ? t('{count} failed calls on {days} days, mostly at {what}.', args)
        : t('{count} failed calls, mostly at {what}.', args);
    return onDays
      ? t('{count} failed calls on {days} days, at several providers.', args)
      : t('{count} failed calls, at several providers.', args);
  }

  private recovered({ failed, recovered }: HistoryRow): string {
    const count = number(recovered);
    if (recovered === 0) return '';
    if (failed > 0) {
      return recovered === 1
        ? t('1 more was recovered by the endpoint.')
        : t('{count} more were recovered by the endpoint.', { count });
    }
    return recovered === 1
      ? t('1 call was recovered by the endpoint; none failed.')
      : t('{count} calls were recovered by the endpoint; none failed.', { count });
  }

  private place(key: string): string | null {
    const place = this.places[Number(key)];
    return (place && placeName(place.provider, place.behind)) || null;
  }

  /** Between two sentences; Chinese has none. */
  private get gap(): string {
    return document.documentElement.lang.startsWith('zh') ? '' : ' ';
  }
}

/** Within a sentence; letters without case stay. */
function lowered(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
