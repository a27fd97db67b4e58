/** What the OpenAPI document says of every operation alike. */
package dev.truemark.platform.openapi;
