// The page's own way to the REST API: JSON in, JSON out, refusals as errors with the org's own words.

/** A refusal of the REST API. */
export class OrgError extends Error {
  constructor(status, body) {
    super(body?.[0]?.message ?? `The org answered with status ${status}`);
    this.status = status;
    this.body = body;
  }
}

/**
 * @param {{token: string, dataPath: string}} config
 * @returns {(method: string, path: string, body?: object) => Promise<any>}
 */
export function createApi({ token, dataPath }) {
  return async (method, path, body) => {
    const response = await fetch(dataPath + path, {
      method,
      headers: { Authorization: `OAuth ${token}`, "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const answer = response.status === 204 ? undefined : await response.json();
    if (!response.ok) throw new OrgError(response.status, answer);
    return answer;
  };
}
