// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/secret_store.h"
#include "auth/session.h"
#include "auth/sign_in_config.h"
#include "auth/url_opener.h"
#include "base/clock.h"
#include "base/result.h"
#include "net/transport.h"
#include "wiring/options.h"
#include "workspace/verification.h"
#include "workspace/workspace.h"

#include <chrono>
#include <memory>

namespace symbolon::demo {
class Server;
}

namespace symbolon::app {

// What tests set otherwise than people.
struct Tuning
{
    Clock clock = systemClock();
    net::TransportOptions transport;
    std::chrono::milliseconds readBackPause{1000};
    workspace::VerificationPace verificationPace = {};
    std::chrono::milliseconds keepPause{5000};
    // Where refresh tokens are kept instead of the keychain; outlives the composition. nullptr: in the keychain.
    auth::SecretStore *secrets = nullptr;
    bool keepDemoSecrets = false; // the embedded tenant remembers every secret that it issues
    // Keeps what is read in this folder, of the embedded tenant too, whatever its port is; empty: as the options say.
    QString cacheFolder;
    // Where change sets that are applied are journalled, of the embedded tenant too; empty: as the options say.
    QString changesFolder;
};

// The object graph behind a window or a command: options → environment → transport → session → workspace. The only
// place that knows concrete classes, shared by the desktop program and the command line; reaches no Qt Gui.
//
//     auto composition = app::Composition::make(options, opener);
//     if (!composition) …explain(composition.error())
//     (*composition)->workspace().signIn();
class Composition final
{
public:
    // Builds everything; nothing is asked of any service yet. With Options::demo the embedded tenant is started and
    // signs in by itself: `opener` is not used then. `opener` outlives the composition.
    // Errors: Validation (options that do not fit, cloud file), Storage (a file cannot be read, no port for the demo).
    [[nodiscard]] static Result<std::unique_ptr<Composition>> make(const Options &options, auth::UrlOpener &opener,
                                                                   const Tuning &tuning = {});
    ~Composition();

    [[nodiscard]] workspace::Workspace &workspace();
    // The embedded tenant; nullptr without --demo.
    [[nodiscard]] demo::Server *demoServer();

private:
    struct Parts;
    [[nodiscard]] static std::unique_ptr<auth::Session> newSession(Parts &parts, const Options &options,
                                                                   const auth::SignInConfig &config,
                                                                   auth::UrlOpener &opener, const Tuning &tuning);
    explicit Composition(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace symbolon::app
