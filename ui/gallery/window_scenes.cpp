// SPDX-License-Identifier: Apache-2.0
#include "ui/gallery/window_scenes.h"

#include "ui/editor/credential_editor.h"
#include "ui/editor/form_field.h"
#include "ui/editor/platform_gallery.h"
#include "ui/editor/repository_field.h"
#include "ui/editor/review_pane.h"
#include "ui/gallery/change_scenes.h"
#include "ui/gallery/expression_scenes.h"
#include "ui/gallery/file_scenes.h"
#include "ui/gallery/onboarding_scenes.h"
#include "ui/models/findings_model.h"
#include "ui/models/identity_model.h"
#include "ui/models/issuer_model.h"
#include "ui/pages/common/tree_view.h"
#include "ui/pages/credentials/credentials_page.h"
#include "ui/pages/findings/findings_page.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/pages/identities/identity_details.h"
#include "ui/pages/issuers/issuers_page.h"
#include "ui/palette/palette.h"
#include "ui/palette/palette_model.h"
#include "ui/shell/actions.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"

#include <QDialog>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <optional>

namespace symbolon::ui {

namespace {

using Place = MainWindow::Place;
using workspace::SyncPhase;

constexpr int enoughRows = 6;

// Leads the window from scene to scene.
class Guide final
{
public:
    Guide(MainWindow &window, workspace::Workspace &workspace, GalleryHooks hooks)
        : m_window(window)
        , m_workspace(workspace)
        , m_hooks(std::move(hooks))
    {
    }

    QList<GalleryScene> scenes();

private:
    void add(const QString &name, std::function<void()> begin, std::function<bool()> isReady = {},
             std::function<void()> end = {})
    {
        if (!isReady)
            isReady = [this] { return isSettled(); };
        m_scenes.append({name, std::move(begin), std::move(isReady), std::move(end)});
    }

    // A dialog that an action opens.
    void addDialog(const QString &name, const QString &action, const QString &objectName)
    {
        const auto find = [this, objectName] { return m_window.findChild<QDialog *>(objectName); };
        GalleryScene scene;
        scene.name = name;
        scene.begin = [this, action] { m_window.actions().at(action)->trigger(); };
        scene.isReady = [find] { return find() != nullptr; };
        scene.end = [find] {
            if (QDialog *dialog = find())
                dialog->close();
        };
        scene.dialog = find;
        m_scenes.append(scene);
    }

    void addSignIn();
    void addIdentities();
    void addLists();
    void addFlow();
    void addEditor();
    void addForms();
    void addReviews();
    void addFailures();

    [[nodiscard]] bool isRead() const
    {
        const SyncPhase phase = m_workspace.syncState().phase;
        return (phase == SyncPhase::Complete || phase == SyncPhase::Partial) && isSettled();
    }
    [[nodiscard]] bool isSettled() const
    {
        return m_window.identities()->model()->isSettled() && m_window.findings()->model()->isSettled();
    }
    // The identity with the most credentials of which it is true.
    [[nodiscard]] const workspace::IdentityRow *
    pick(const std::function<bool(const workspace::IdentityRow &)> &is) const
    {
        const workspace::IdentityRow *best = nullptr;
        for (const workspace::IdentityRow &row : m_workspace.identities().rows()) {
            if (is(row) && (!best || best->identity.credentials.size() < row.identity.credentials.size()))
                best = &row;
        }
        return best;
    }
    [[nodiscard]] const workspace::IdentityRow *fullest() const
    {
        return pick(
            [](const auto &row) { return row.identity.credentials.size() < trust::limits::credentialsPerIdentity; });
    }
    [[nodiscard]] std::optional<workspace::CredentialKey> credentialOf(const workspace::IdentityRow *row) const
    {
        if (!row || row->identity.credentials.isEmpty())
            return std::nullopt;
        return workspace::CredentialKey{row->key(), row->identity.credentials.first().name};
    }
    // Types into the form on show, as far as it has the field.
    void fill(const QString &key, const QString &value)
    {
        FormField *latest = nullptr; // older ones of a form that was rebuilt may still wait for their end
        const QList<FormField *> fields = m_window.editor()->findChildren<FormField *>();
        for (FormField *field : fields)
            latest = field->key() == key ? field : latest;
        if (latest)
            Q_EMIT latest->edited(value);
    }
    void startNew(const QString &platform)
    {
        m_window.go(Place::Identities);
        const workspace::IdentityRow *row = pick([](const auto &each) {
            return each.identity.key.kind == trust::IdentityKind::Application && each.identity.credentials.size() == 1;
        });
        if (!row)
            return;
        m_window.editor()->discard();
        m_window.addCredential(row->key());
        Q_EMIT m_window.editor()->findChild<PlatformGallery *>()->chosen(platform);
    }
    void fillGitHub(const QString &name)
    {
        startNew(QStringLiteral("GitHub Actions"));
        fill(QStringLiteral("subjectFormat"), QStringLiteral("name-based"));
        fill(QStringLiteral("owner"), QStringLiteral("contoso"));
        fill(QStringLiteral("repo"), QStringLiteral("storefront"));
        fill(QStringLiteral("environment"), QStringLiteral("production"));
        fill(QStringLiteral("name"), name);
    }
    void stopReading()
    {
        m_hooks.clearFaults();
        m_workspace.cancelSync();
    }
    void showTab(IdentityDetails::Tab tab)
    {
        m_window.go(Place::Identities);
        if (const workspace::IdentityRow *row = fullest())
            m_window.identities()->select(row->key());
        m_window.identities()->details()->showTab(tab);
    }

    MainWindow &m_window;
    workspace::Workspace &m_workspace;
    GalleryHooks m_hooks;
    QList<GalleryScene> m_scenes;
};

void Guide::addSignIn()
{
    add(QStringLiteral("sign-in"), {});
    add(
        QStringLiteral("sign-in-device"),
        [this] {
            m_workspace.chooseSignIn({auth::Way::Device, {}, {}});
            m_workspace.signIn();
        },
        [this] { return m_workspace.session().device.has_value(); },
        [this] {
            m_workspace.cancelSignIn();
            m_workspace.chooseSignIn({auth::Way::Browser, {}, {}});
        });
    const auto registration = [this](bool open) {
        m_window.findChild<QPushButton *>(QStringLiteral("registrationToggle"))->setChecked(open);
    };
    add(
        QStringLiteral("sign-in-first-run"), [registration] { registration(true); },
        [this] { return m_workspace.session().phase == workspace::SessionPhase::SignedOut; },
        [registration] { registration(false); });
    const auto type = [this](const char *field, const QString &text) {
        m_window.findChild<QLineEdit *>(QString::fromLatin1(field))->setText(text);
    };
    add(
        QStringLiteral("sign-in-advanced"),
        [this, registration, type] {
            registration(true);
            m_window.findChild<QPushButton *>(QStringLiteral("scopesToggle"))->setChecked(true);
            type("scopesBrowse", QStringLiteral("User.Read Application.ReadWrite.All"));
            m_window.findChild<QPushButton *>(QStringLiteral("signIn"))->click(); // says what is wrong
        },
        [this] { return m_workspace.session().phase == workspace::SessionPhase::SignedOut; },
        [this, registration, type] {
            type("scopesBrowse", {});
            m_window.findChild<QPushButton *>(QStringLiteral("scopesToggle"))->setChecked(false);
            registration(false);
        });
    add(
        QStringLiteral("sign-in-failed"),
        [this] {
            m_hooks.garbleLogin();
            m_workspace.signIn();
        },
        [this] { return m_workspace.session().error.has_value(); }, [this] { m_hooks.clearFaults(); });
    add(
        QStringLiteral("identities-first-load"),
        [this] {
            m_hooks.silenceDirectory();
            m_hooks.silenceAzure();
            m_workspace.signIn();
        },
        [this] { return m_workspace.syncState().phase == SyncPhase::Running; }, [this] { stopReading(); });
    add(
        QStringLiteral("identities-loading-more"),
        [this] {
            m_hooks.silenceAzure();
            m_workspace.sync();
        },
        [this] {
            return m_workspace.syncState().phase == SyncPhase::Running
                && m_window.identities()->model()->rowCount() > enoughRows && isSettled();
        },
        [this] { stopReading(); });
}

void Guide::addIdentities()
{
    add(
        QStringLiteral("identities"), [this] { m_workspace.sync(); }, [this] { return isRead(); });
    add(QStringLiteral("identities-permissions"), [this] { showTab(IdentityDetails::Tab::Permissions); });
    add(QStringLiteral("identities-flow"), [this] { showTab(IdentityDetails::Tab::Flow); });
    add(QStringLiteral("identities-risks"), [this] { showTab(IdentityDetails::Tab::Risks); });
    add(QStringLiteral("identities-history"), [this] { showTab(IdentityDetails::Tab::History); });
    add(QStringLiteral("identities-about"), [this] { showTab(IdentityDetails::Tab::About); });
    add(QStringLiteral("identities-managed"), [this] {
        showTab(IdentityDetails::Tab::Credentials);
        if (const auto *row =
                pick([](const auto &each) { return each.identity.key.kind == trust::IdentityKind::ManagedIdentity; }))
            m_window.identities()->select(row->key());
    });
    add(
        QStringLiteral("identities-without-credentials"),
        [this] {
            if (const auto *row = pick([](const auto &each) { return each.identity.credentials.isEmpty(); }))
                m_window.identities()->select(row->key());
        },
        {}, [this] { m_window.identities()->setOnlyWithCredentials(true); });
    add(
        QStringLiteral("identities-filtered"),
        [this] {
            m_window.identities()->setFilterText(
                QStringLiteral("severity:>=high -issuer:gitlab,eks owner:unknown subject:\"repo:contoso\""));
        },
        [this] {
            return isSettled() && !m_window.identities()->findChildren<QWidget *>(QStringLiteral("termChip")).isEmpty();
        },
        [this] { m_window.identities()->clearFilter(); });
    add(
        QStringLiteral("identities-filtered-to-nothing"),
        [this] { m_window.identities()->setFilterText(QStringLiteral("nothing is called this")); },
        [this] { return isSettled() && m_window.identities()->model()->rowCount() == 0; },
        [this] { m_window.identities()->clearFilter(); });
    add(
        QStringLiteral("identities-wrong-filter"),
        [this] { m_window.identities()->setFilterText(QStringLiteral("prod colour:blue")); },
        [this] {
            const auto *field = m_window.identities()->findChild<QLineEdit *>();
            return isSettled() && field && !field->accessibleDescription().isEmpty();
        },
        [this] { m_window.identities()->clearFilter(); });
}

void Guide::addLists()
{
    add(QStringLiteral("credentials"), [this] { m_window.go(Place::Credentials); });
    add(
        QStringLiteral("credentials-filtered-to-nothing"),
        [this] { m_window.credentials()->setFilterText(QStringLiteral("nothing is called this")); }, {},
        [this] { m_window.credentials()->clearFilter(); });
    add(
        QStringLiteral("issuers"), [this] { m_window.go(Place::Issuers); },
        [this] { return m_window.issuers()->isSettled(); });
    add(
        QStringLiteral("issuers-filtered-to-nothing"),
        [this] { m_window.issuers()->setFilterText(QStringLiteral("nothing is called this")); },
        [this] { return m_window.issuers()->isSettled() && m_window.issuers()->model()->rowCount() == 0; },
        [this] { m_window.issuers()->clearFilter(); });
    add(
        QStringLiteral("palette"),
        [this] {
            m_window.palette()->open();
            m_window.palette()->setText(QStringLiteral("pro"));
        },
        [this] { return m_window.palette()->isSettled() && m_window.palette()->model()->rowCount() > 0; },
        [this] { m_window.palette()->close(); });
    add(QStringLiteral("activity"), [this] { m_window.go(Place::Activity); });
    addDialog(QStringLiteral("shortcuts"), QStringLiteral("help.shortcuts"), QStringLiteral("shortcutSheet"));
    addDialog(QStringLiteral("about"), QStringLiteral("help.about"), QStringLiteral("aboutBox"));
    add(QStringLiteral("findings"), [this] { m_window.go(Place::Findings); });
    add(
        QStringLiteral("findings-filtered-to-nothing"),
        [this] { m_window.findings()->setFilterText(QStringLiteral("nothing is called this")); },
        [this] { return isSettled() && m_window.findings()->model()->rowCount() == 0; },
        [this] { m_window.findings()->clearFilter(); });
}

void Guide::addFlow()
{
    add(
        QStringLiteral("handoff"),
        [this] {
            m_window.go(Place::Identities);
            if (const auto key = credentialOf(fullest()))
                m_window.showHandoff(*key);
        },
        {}, [this] { m_window.go(Place::Identities); });
    add(QStringLiteral("flow"), [this] {
        m_window.go(Place::Identities);
        if (const auto key = credentialOf(fullest()))
            m_window.showFlow(*key);
    });
}

void Guide::addEditor()
{
    add(QStringLiteral("editor-new"), [this] {
        m_window.go(Place::Identities);
        if (const auto *row = fullest())
            m_window.addCredential(row->key());
    });
    add(QStringLiteral("editor-edit"), [this] {
        if (const auto key = credentialOf(fullest()))
            m_window.editCredential(*key);
    });
    add(QStringLiteral("editor-delete"), [this] {
        if (const auto key = credentialOf(fullest()))
            m_window.deleteCredential(*key);
    });
}

void Guide::addForms()
{
    for (const auto &[name, platform] :
         {std::pair("kubernetes", "Kubernetes"), std::pair("google-cloud", "Google Cloud"), std::pair("aws", "AWS"),
          std::pair("spiffe", "SPIFFE"), std::pair("octopus", "Octopus Deploy"), std::pair("bitbucket", "Bitbucket"),
          std::pair("other", "Other OIDC")}) {
        add(QStringLiteral("editor-") + QLatin1String(name),
            [this, chosen = QString::fromLatin1(platform)] { startNew(chosen); });
    }
    add(
        QStringLiteral("editor-github-asked"),
        [this] {
            startNew(QStringLiteral("GitHub Actions"));
            fill(QStringLiteral("owner"), QStringLiteral("contoso"));
            fill(QStringLiteral("repo"), QStringLiteral("sp-migrator"));
            auto *asked = m_window.editor()->findChild<RepositoryField *>();
            asked->findChild<QLineEdit *>(QStringLiteral("githubToken"))->setText(QStringLiteral("github_pat_demo"));
            asked->findChild<QPushButton *>(QStringLiteral("askGithub"))->click();
        },
        [this] {
            const auto fields = m_window.editor()->findChildren<FormField *>();
            return std::any_of(fields.cbegin(), fields.cend(), [](const FormField *one) {
                return one->key() == u"includeClaimKeys" && !one->value().isEmpty();
            });
        });
    add(QStringLiteral("editor-github-token"), [this] {
        startNew(QStringLiteral("GitHub Actions"));
        fill(QStringLiteral("owner"), QStringLiteral("contoso"));
        fill(QStringLiteral("repo"), QStringLiteral("landing-zones"));
        auto *asked = m_window.editor()->findChild<RepositoryField *>();
        asked->findChild<QPushButton *>(QStringLiteral("forgetGithubToken"))->click();
        asked->findChild<QPushButton *>(QStringLiteral("askGithub"))->click();
    });
    add(QStringLiteral("editor-platform-sought"), [this] {
        startNew(QStringLiteral("Terraform Cloud"));
        m_window.editor()->findChild<PlatformGallery *>()->setFilter(QStringLiteral("expression"));
        fill(QStringLiteral("scenario:"), QStringLiteral("Expression"));
        fill(QStringLiteral("organization"), QStringLiteral("contoso"));
        fill(QStringLiteral("workspace"), QStringLiteral("payments-prod"));
        fill(QStringLiteral("name"), QStringLiteral("payments-prod"));
    });
    add(QStringLiteral("editor-flexible"), [this] {
        for (const workspace::CredentialRow &row : m_workspace.credentials().rows()) {
            if (row.credential->isFlexible())
                return m_window.editCredential(row.key());
        }
    });
    add(QStringLiteral("editor-with-errors"), [this] {
        startNew(QStringLiteral("Other OIDC"));
        fill(QStringLiteral("issuer"), QStringLiteral("not an address"));
        fill(QStringLiteral("name"), QStringLiteral("two words"));
        m_window.editor()->review();
    });
    add(QStringLiteral("editor-with-warnings"), [this] {
        startNew(QStringLiteral("Other OIDC"));
        fill(QStringLiteral("issuer"), QStringLiteral("http://oidc.factory.contoso.com/"));
        fill(QStringLiteral("subject"), QStringLiteral("line:assembly*"));
        fill(QStringLiteral("name"), QStringLiteral("line-assembly"));
    });
}

void Guide::addReviews()
{
    add(QStringLiteral("editor-review-warned"), [this] { m_window.editor()->review(); });
    add(QStringLiteral("editor-review"), [this] {
        fillGitHub(QStringLiteral("storefront-production"));
        m_window.editor()->review();
    });
    add(
        QStringLiteral("editor-refused"),
        [this] {
            m_hooks.garbleDirectory();
            m_window.editor()->apply();
        },
        [this] {
            const auto *pane = m_window.editor()->findChild<ReviewPane *>();
            return pane->findChild<Banner *>()->isVisibleTo(m_window.editor());
        },
        [this] { m_hooks.clearFaults(); });
    add(
        QStringLiteral("editor-unsaved"),
        [this] {
            fillGitHub(QStringLiteral("storefront-staging"));
            m_window.editor()->cancel();
        },
        {},
        [this] {
            m_window.editor()->discard();
            m_window.go(Place::Identities);
        });
}

void Guide::addFailures()
{
    add(
        QStringLiteral("identities-partly-read"),
        [this] {
            m_window.go(Place::Identities);
            m_hooks.garbleAzure();
            m_workspace.sync();
        },
        [this] { return m_workspace.syncState().phase == SyncPhase::Partial && isSettled(); });
    add(QStringLiteral("activity-partly-read"), [this] { m_window.go(Place::Activity); });
    add(
        QStringLiteral("findings-partly-read"), [this] { m_window.go(Place::Findings); }, {},
        [this] { m_hooks.clearFaults(); });
    add(
        QStringLiteral("identities-not-read"),
        [this] {
            m_workspace.signOut();
            m_hooks.garbleDirectory();
            m_hooks.garbleAzure();
            m_workspace.signIn();
        },
        [this] { return m_workspace.syncState().phase == SyncPhase::Partial && isSettled(); });
    add(QStringLiteral("credentials-not-read"), [this] { m_window.go(Place::Credentials); });
    add(
        QStringLiteral("findings-not-read"), [this] { m_window.go(Place::Findings); }, {},
        [this] {
            m_hooks.clearFaults();
            m_window.go(Place::Identities);
        });
    add(
        QStringLiteral("identities-empty"),
        [this] {
            m_hooks.emptyTenant();
            m_workspace.sync();
        },
        [this] { return m_workspace.syncState().phase == SyncPhase::Complete && isSettled(); });
    add(QStringLiteral("credentials-empty"), [this] { m_window.go(Place::Credentials); });
    add(QStringLiteral("issuers-empty"), [this] { m_window.go(Place::Issuers); });
    add(QStringLiteral("findings-empty"), [this] { m_window.go(Place::Findings); });
}

QList<GalleryScene> Guide::scenes()
{
    addSignIn();
    addIdentities();
    addLists();
    addFlow();
    addEditor();
    addForms();
    addReviews();
    m_scenes += expressionScenes(m_window, m_workspace) + fileScenes(m_window, m_workspace);
    m_scenes += changeScenes(m_window, m_workspace, m_hooks);
    m_scenes += onboardingScenes(m_window);
    addFailures();
    return m_scenes;
}

} // namespace

QList<GalleryScene> windowScenes(MainWindow &window, workspace::Workspace &workspace, const GalleryHooks &hooks)
{
    // The scenes hold on to their guide.
    const auto guide = std::make_shared<Guide>(window, workspace, hooks);
    QList<GalleryScene> scenes = guide->scenes();
    for (GalleryScene &scene : scenes) {
        scene.begin = [guide, begin = scene.begin] {
            if (begin)
                begin();
        };
    }
    return scenes;
}

} // namespace symbolon::ui
