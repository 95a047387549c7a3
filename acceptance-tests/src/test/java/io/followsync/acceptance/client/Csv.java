package io.followsync.acceptance.client;

import java.util.ArrayList;
import java.util.List;

/** Parses CSV as defined by RFC 4180. */
final class Csv {

	private Csv() {
	}

	static List<List<String>> parse(String text) {
		List<List<String>> lines = new ArrayList<>();
		List<String> line = new ArrayList<>();
		StringBuilder cell = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
				cell.append('"');
				i++;
			}
			else if (c == '"') {
				quoted = !quoted;
			}
			else if (quoted || (c != ',' && c != '\r' && c != '\n')) {
				cell.append(c);
			}
			else if (c != '\r') {
				line.add(cell.toString());
				cell.setLength(0);
				if (c == '\n') {
					lines.add(List.copyOf(line));
					line.clear();
				}
			}
		}
		return lines;
	}

}
