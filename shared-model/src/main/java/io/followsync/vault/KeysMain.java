package io.followsync.vault;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Creates and rotates the keys of a deployment, those of gateways in
 * {@code DIRECTORY/gateway}, those of workers in {@code DIRECTORY/worker}. Prints key
 * ids, never a key.
 */
public final class KeysMain {

	private static final String USAGE = """
			usage: KeysMain COMMAND [KEYS] DIRECTORY
			  create                makes the keysets that are missing; splits those of a previous release
			  create-credentials    makes the workers' keys for credentials in a deployment that had none
			  publish-credentials   lets gateways seal credentials with the workers' public keys
			  list                  says which keys there are
			  add KEYS              adds a key that opens or verifies, and does not seal or sign yet
			  use-newest KEYS       seals or signs with the newest key
			  drop-others KEYS      forgets all keys but the one that seals or signs
			KEYS: capabilities, browser-sessions or credentials""";

	private KeysMain() {
	}

	public static void main(String[] arguments) {
		System.exit(run(List.of(arguments), System.out, System.err));
	}

	/** The exit code: 0 on success, 1 if the command failed, 2 if it is unknown. */
	static int run(List<String> arguments, PrintStream answer, PrintStream complaint) {
		if (arguments.size() < 2 || arguments.size() > 3) {
			complaint.println(USAGE);
			return 2;
		}
		Path directory = Path.of(arguments.getLast());
		DeploymentKeys keys = DeploymentKeys.below(directory);
		String purpose = (arguments.size() == 3) ? " " + arguments.get(1) : "";
		try {
			switch (arguments.getFirst() + purpose) {
				case "create" -> {
					keys.takeOver(new KeysetFile.Directory(directory));
					keys.createMissing();
				}
				case "create-credentials" -> keys.createCredentials();
				case "publish-credentials" -> keys.publishCredentials();
				case "list" -> {
				}
				case "add capabilities", "add browser-sessions", "add credentials" ->
					keys.rotated(arguments.get(1)).add();
				case "use-newest capabilities", "use-newest browser-sessions", "use-newest credentials" ->
					keys.rotated(arguments.get(1)).useNewest();
				case "drop-others capabilities", "drop-others browser-sessions", "drop-others credentials" ->
					keys.rotated(arguments.get(1)).dropOthers();
				default -> {
					complaint.println(USAGE);
					return 2;
				}
			}
			keys.described().forEach(answer::println);
			return 0;
		}
		catch (VaultException ex) {
			complaint.println(ex.getMessage());
			return 1;
		}
	}

}
