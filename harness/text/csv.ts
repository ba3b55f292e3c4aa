/** Nothing for what is not known. */
export type CsvValue = string | number | null;

/** Records as RFC 4180 has them: a field with a comma, a quote or a line break stands between quotes. */
export function csvText(records: readonly (readonly CsvValue[])[]): string {
  return records.map((record) => `${record.map(field).join(',')}\r\n`).join('');
}

/** More are errors of rounding, such as 448.00000000000006. */
const DIGITS = 12;

function field(value: CsvValue): string {
  const text = String(
    typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : (value ?? ''),
  );
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
