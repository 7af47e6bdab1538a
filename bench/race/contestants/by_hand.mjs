// The rules of the race as a JavaScript programmer would write each by hand: the twins of bench/by_hand.cpp.
// Amounts are whole hundredths, which a double holds exactly.
const kDayMs = 86400000;

const discountAboveLimit = (deal) => deal.amount !== null && deal.discount !== null && deal.amount * deal.discount > 5000000000;

function divideHalfUp(dividend, divisor) {
  const quotient = Math.floor((Math.abs(dividend) + divisor / 2) / divisor);
  return dividend < 0 ? -quotient : quotient;
}

function grade({amount}) {
  if (amount > 10000000) return 'A';
  if (amount > 5000000) return 'B';
  if (amount > 1000000) return 'C';
  if (amount > 500000) return 'D';
  return amount > 100000 ? 'E' : 'F';
}

function evenOrName({amount, name}) {
  if (amount !== null && amount % 200 === 0) return String(amount / 100);
  return `${name.slice(0, 3)}-${name.slice(-2).toUpperCase()}`;
}

function industryCode({industry}) {
  if (industry === 'Banking') return 100;
  return industry === 'Energy' ? 200 : 300;
}

function decemberOrSunday({closeMs}) {
  if (closeMs === null) return false;
  const date = new Date(closeMs);
  return date.getUTCFullYear() === 2027 && (date.getUTCMonth() === 11 || date.getUTCDay() === 0);
}

const kPhone = /^\(\d{3}\) \d{3}-\d{4}$/;

/** Formula to function of (deal, world). */
const kTwins = {
  'AND(ISPICKVAL(StageName,"Closed Won"), ISBLANK(Contract_Number__c))': (deal) => deal.stage === 'Closed Won' && deal.contract === '',
  'Amount * Discount__c / 100 > 5000 && NOT(ISNEW())': (deal, world) => discountAboveLimit(deal) && !world.isNew,
  'Amount * Discount__c / 100 > 5000 && NOT(Discount__c = 0)': (deal) => discountAboveLimit(deal) && deal.discount !== 0,
  'REGEX(Phone, "\\\\(\\\\d{3}\\\\) \\\\d{3}-\\\\d{4}")': (deal) => kPhone.test(deal.phone),
  'IF(MOD(Amount,2)=0, TEXT(Amount), LEFT(Name,3) & "-" & UPPER(RIGHT(Name,2)))': evenOrName,
  'CloseDate < TODAY() + 30': (deal, world) => deal.closeMs !== null && deal.closeMs < world.todayMs + 30 * kDayMs,
  'CASE(Industry,"Banking",1,"Energy",2,3)': industryCode,
  'ROUND(Amount*1.0825,2)': (deal) => (deal.amount === null ? null : divideHalfUp(deal.amount * 10825, 10000)),
  'IF(Amount>100000,"A",IF(Amount>50000,"B",IF(Amount>10000,"C",IF(Amount>5000,"D",IF(Amount>1000,"E","F")))))': grade,
  'AND(YEAR(CloseDate) = 2027, OR(MONTH(CloseDate) = 12, WEEKDAY(CloseDate) = 1))': decemberOrSunday,
  'AND(BEGINS(Phone, "("), CONTAINS(Name, "9"), LEN(Name) > 10)': (deal) =>
    deal.phone.startsWith('(') && deal.name.includes('9') && deal.name.length > 10,
  'BLANKVALUE(Amount, 0) - ROUND(BLANKVALUE(Amount, 0) * BLANKVALUE(Discount__c, 0) / 100, 2)': (deal) =>
    (deal.amount ?? 0) - divideHalfUp((deal.amount ?? 0) * (deal.discount ?? 0), 10000),
};

const hundredths = (text) => (text === null || text === undefined ? null : Math.round(Number(text) * 100));

function dealOf(record) {
  return {
    stage: record.StageName ?? '',
    contract: record.Contract_Number__c ?? '',
    phone: record.Phone ?? '',
    name: record.Name ?? '',
    industry: record.Industry ?? '',
    amount: hundredths(record.Amount),
    discount: hundredths(record.Discount__c),
    closeMs: record.CloseDate ? Date.parse(record.CloseDate) : null,
  };
}

function spell(result, returnType) {
  if (result === null) return '';
  return returnType === 'Double' ? String(result / 100) : String(result);
}

export function contestant(race, packages, nowMs) {
  const world = {todayMs: Math.floor(nowMs / kDayMs) * kDayMs, isNew: false};
  return {
    records: race.records.map(dealOf),
    compile({formula}) {
      const twin = kTwins[formula];
      if (!twin) throw new Error('nobody wrote this formula by hand');
      return twin;
    },
    evaluate: (twin, deal) => twin(deal, world),
    spell,
  };
}
