export { strongestChallenge, parseChallenge, answerDigest, type DigestChallenge, type DigestAnswer } from './auth/digest.js';
export { usernameToken, passwordDigest } from './auth/wsse.js';
export { parseXml, escapeXml, find, findAll, deep, textOf, type XmlNode, type XmlValue } from './soap/xml.js';
export { envelope, readSoap, namespaces, type Service, type SoapAnswer } from './soap/soap.js';
export { postSoap, type HttpAnswer, type HttpAsk } from './soap/http.js';
export { probeMessage, readMatches, scopeClaims, type ProbeMatch } from './wsdiscovery/probe.js';
export { addressesOf } from './ranges.js';
