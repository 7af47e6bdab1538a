// What a signed request says: the client, the user, the organization, the app and where on which page it is
// shown. Ids and people are samples of the stand-in org.
import { DATA_PATH } from "../rest/sobjects.js";
import { to18 } from "../org/ids.js";

/** The Canvas app as the org knows it. */
export const CANVAS_APP = {
  developerName: "Presave",
  namespace: "",
  name: "Presave",
  applicationId: to18("06P5g000000PRSV"),
  referenceId: to18("09H5g000000PRSV"),
};

export const ORGANIZATION_ID = to18("00D5g000000PRSV");

const USER = {
  userId: to18("0055g000000PRSV"),
  userName: "robin.sample@presave.example",
  firstName: "Robin",
  lastName: "Sample",
  fullName: "Robin Sample",
  email: "robin.sample@presave.example",
  locale: "en_US",
  language: "en_US",
  timeZone: "Europe/Berlin",
  profileId: to18("00e5g000000PRSV"),
  roleId: null,
  userType: "STANDARD",
  currencyISOCode: "USD",
  accessibilityModeEnabled: false,
  isDefaultNetwork: true,
  networkId: null,
  profilePhotoUrl: null,
  profileThumbnailUrl: null,
  siteUrl: null,
  siteUrlPrefix: null,
};

/**
 * The envelope for one opening of the app.
 * @param {object} opening
 * @param {string} opening.origin of the org
 * @param {string} opening.app origin of the app server
 * @param {string} opening.token access token for the app
 * @param {{environment: Record<string, any>}} opening.context what the page says of itself
 * @param {{instanceId: string}} opening.client
 */
export function buildEnvelope({ origin, app, token, context, client }) {
  return {
    algorithm: "HMACSHA256",
    issuedAt: Math.floor(Date.now() / 1000),
    userId: USER.userId,
    client: {
      oauthToken: token,
      refreshToken: null,
      instanceId: client.instanceId,
      instanceUrl: origin,
      targetOrigin: origin,
    },
    context: buildContext({ origin, app, context }),
  };
}

/** The context part, which the app may also ask for by itself. */
export function buildContext({ origin, app, context }) {
  return {
    user: USER,
    organization: {
      organizationId: ORGANIZATION_ID,
      name: "Presave sample org",
      multicurrencyEnabled: false,
      namespacePrefix: null,
      currencyIsoCode: "USD",
    },
    application: {
      ...CANVAS_APP,
      version: "1.0",
      canvasUrl: `${app}/canvas`,
      authType: "SIGNED_REQUEST",
      options: [],
      samlInitiationMethod: "None",
      isInstalledPersonalApp: false,
    },
    environment: {
      locationUrl: origin,
      displayLocation: "PageLayout",
      sublocation: null,
      uiTheme: "Theme4d",
      version: { api: "62.0", season: "WINTER" },
      ...context.environment,
    },
    links: buildLinks(origin),
  };
}

function buildLinks(origin) {
  return {
    loginUrl: origin,
    restUrl: `${DATA_PATH}/`,
    sobjectUrl: `${DATA_PATH}/sobjects/`,
    queryUrl: `${DATA_PATH}/query/`,
    searchUrl: `${DATA_PATH}/search/`,
    recentItemsUrl: `${DATA_PATH}/recent/`,
    userUrl: `/${USER.userId}`,
  };
}
