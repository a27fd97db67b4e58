package dev.truemark.archfixture.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** As a client is meant to be. */
public class LawfulClient {
    Map<String, JsonNode> held;
    byte[] digest;
}
