// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/onboarding/trust_side.h"

#include "base/shown.h"
#include "presets/template.h"
#include "ui/editor/preview_pane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/separator.h"
#include "ui/widgets/severitybadge.h"

#include <QHBoxLayout>
#include <QUrl>
#include <QVBoxLayout>

#include <chrono>

namespace symbolon::ui {
namespace {

constexpr std::chrono::milliseconds typingPause{150};
constexpr int mostNames = 3;

void addLine(QVBoxLayout *lines, const Context &context, Level level, const QString &name, const QString &sentence)
{
    auto *row = new QWidget;
    auto *badge = new SeverityBadge(context.appearance, level, row);
    badge->setLevel(level, name);
    auto *words = new PlainLabel(context.appearance, TextStyle::Secondary, Ink::Text, row);
    words->setWordWrap(true);
    words->setValue(sentence);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::space2);
    line->addWidget(badge, 0, Qt::AlignTop);
    line->addWidget(words, 1);
    lines->addWidget(row);
}

} // namespace

TrustSide::TrustSide(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_preview(new PreviewPane(context, this))
    , m_misusers(new QVBoxLayout)
    , m_checks(new QVBoxLayout)
{
    const auto heading = [this](const QString &words) {
        auto *label = new PlainLabel(m_context.appearance, TextStyle::BodySemibold, Ink::Text, this);
        label->setValue(words);
        return label;
    };
    auto *below = new QVBoxLayout;
    below->setContentsMargins(metrics::panelPadding, 0, metrics::panelPadding, metrics::panelPadding);
    below->setSpacing(metrics::space2);
    below->addWidget(new Separator(context.appearance, Qt::Horizontal, this));
    below->addWidget(heading(tr("Who could misuse it")));
    m_misusers->setSpacing(metrics::space2);
    below->addLayout(m_misusers);
    below->addWidget(new Separator(context.appearance, Qt::Horizontal, this));
    below->addWidget(heading(tr("Before you go on")));
    m_checks->setSpacing(metrics::space2);
    below->addLayout(m_checks);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_preview);
    column->addLayout(below);
    column->addStretch();
    m_soon.setSingleShot(true);
    m_soon.setInterval(typingPause);
    connect(&m_soon, &QTimer::timeout, this, &TrustSide::count);
}

void TrustSide::show(const CredentialForm &form)
{
    m_preview->show(form);
    m_credential = form.credential();
    m_identity = form.target().identity.key();
    m_isWhole = form.errorCount() == 0;
    showMisusers(form);
    m_soon.start();
}

// What the platform's data says; whoever controls the issuer always could.
void TrustSide::showMisusers(const CredentialForm &form)
{
    clearLayout(m_misusers);
    const QMap<QString, QString> values = form.values();
    QStringList sentences;
    for (const QString &text : form.preset().misusers) {
        sentences << presets::fill(text, [&values](const QString &key) {
            const QString value = values.value(key);
            return value.isEmpty() ? QStringLiteral("…") : shown(value);
        });
    }
    if (sentences.isEmpty()) {
        const QString host = QUrl(form.preview().issuer).host();
        sentences << (host.isEmpty() ? tr("Whoever controls the issuer: it signs the tokens")
                                     : tr("Whoever controls %1: it signs the tokens").arg(shown(host)));
    }
    for (const QString &sentence : std::as_const(sentences)) {
        const bool first = &sentence == &sentences.constFirst();
        addLine(m_misusers, m_context, first ? Level::Medium : Level::Info, first ? tr("Most likely") : tr("Also"),
                sentence);
    }
}

TrustSide::Others TrustSide::othersIn(const store::Table<workspace::CredentialRow> &rows,
                                      const trust::FederatedCredential &credential, const trust::IdentityKey &except)
{
    Others others;
    for (const workspace::CredentialRow &row : rows.rows()) {
        if (row.credential->issuer != credential.issuer)
            continue;
        ++others.ofIssuer;
        if (row.identity() == except || row.credential->matchText() != credential.matchText())
            continue;
        ++others.sameCount;
        if (others.same.size() < mostNames)
            others.same << shown(row.identityName());
    }
    return others;
}

// A tenant may hold hundreds of thousands: they are looked through elsewhere.
void TrustSide::count()
{
    const int asked = ++m_asked;
    if (!m_isWhole) {
        clearLayout(m_checks);
        addLine(m_checks, m_context, Level::Info, tr("Open"), tr("Fill in the form, then this is checked."));
        return;
    }
    auto work = [rows = m_context.workspace.credentials(), credential = m_credential, identity = m_identity] {
        return Result<Others>(othersIn(rows, credential, identity));
    };
    whenDone(m_context.worker.run(std::move(work)), this, [this, asked](const Result<Others> &others) {
        if (asked == m_asked && others)
            showChecks(*others);
    });
}

void TrustSide::showChecks(const Others &others)
{
    clearLayout(m_checks);
    const bool isRead = m_context.workspace.syncState().isComplete();
    if (others.sameCount > 0) {
        QString names = others.same.join(QStringLiteral(", "));
        if (others.sameCount > others.same.size())
            names = tr("%1 and %2 more").arg(names).arg(others.sameCount - others.same.size());
        addLine(m_checks, m_context, Level::Medium, tr("Look"),
                tr("The same tokens are trusted by other identities, too: %1.").arg(names));
    } else {
        addLine(m_checks, m_context, isRead ? Level::Pass : Level::Info, isRead ? tr("Fine") : tr("Open"),
                isRead ? tr("No other identity trusts these tokens.")
                       : tr("No other identity that was read trusts these tokens; not all could be read."));
    }
    if (others.ofIssuer > 0) {
        addLine(m_checks, m_context, Level::Pass, tr("Fine"),
                tr("The tenant knows this issuer: credentials that trust it already: %1.").arg(others.ofIssuer));
    } else {
        addLine(m_checks, m_context, Level::Medium, tr("Look"),
                tr("Nobody here trusts this issuer yet. Compare it, letter by letter, with what its platform says."));
    }
}

} // namespace symbolon::ui
