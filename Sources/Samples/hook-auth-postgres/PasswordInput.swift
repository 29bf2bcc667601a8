import ArgumentParser
import Dispatch
import Foundation

/// Where passwords come from: never from the command line, which others on the machine can read.
enum PasswordInput {
    /// Asked for twice on a terminal and not shown; otherwise the first line of standard input. As bytes, it may be any text.
    static func newPassword() throws -> [UInt8] {
        let password = isatty(STDIN_FILENO) == 1 ? try askedTwice() : readLine()
        guard let password, !password.isEmpty else { throw ValidationError("There is no password.") }
        return Array(password.utf8)
    }

    private static func askedTwice() throws -> String? {
        let (password, again) = (asked("Password: "), asked("Again: "))
        guard password == again else { throw ValidationError("The passwords differ.") }
        return password
    }

    private static func asked(_ prompt: String) -> String? {
        FileHandle.standardError.write(Data(prompt.utf8))
        var shown = termios()
        tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        let ends = [SIGINT, SIGQUIT, SIGTERM, SIGHUP].map { end(on: $0, with: shown) }
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            for end in ends { end.cancel() }
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return readLine()
    }

    /// Ends the program on a signal, such as that of Ctrl-C, with the terminal as it was: it would stay without an echo.
    private static func end(on number: Int32, with shown: termios) -> any DispatchSourceSignal {
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler {
            var shown = shown
            tcsetattr(STDIN_FILENO, TCSANOW, &shown)
            // At once, for the prompt still holds standard input.
            _exit(128 + number)
        }
        // Otherwise the signal would have no effect from then on.
        source.setCancelHandler { signal(number, SIG_DFL) }
        source.resume()
        return source
    }
}
