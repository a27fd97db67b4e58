/** Identity: users, logins, access tokens, API keys, and who is calling. */
package dev.truemark.auth;
