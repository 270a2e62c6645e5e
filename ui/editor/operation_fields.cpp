// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/operation_fields.h"

#include "base/shown.h"
#include "ui/editor/diff_line.h"
#include "ui/editor/text_difference.h"

#include <QCoreApplication>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("OperationFields", text);
}

QString fieldTitle(const QString &field)
{
    if (field == u"name")
        return tr("Name");
    if (field == u"issuer")
        return tr("Issuer");
    if (field == u"subject")
        return tr("Subject");
    if (field == u"claimsMatchingExpression")
        return tr("Expression");
    if (field == u"audiences")
        return tr("Audience");
    return tr("Description");
}

} // namespace

void addFieldLines(QVBoxLayout *layout, const Appearance &appearance, const trust::Operation &operation)
{
    const auto add = [&](const QString &field, DiffLine::Change change, const QString &value, const QString &other) {
        auto *line = new DiffLine(appearance, field, change, value);
        if (change != DiffLine::Change::Same && !other.isEmpty())
            line->setMarked(changedRanges(shown(value), shown(other)));
        layout->addWidget(line);
    };
    const QList<trust::FieldChange> changes = trust::fieldChanges(operation);
    for (const trust::FieldChange &change : changes) {
        const QString title = fieldTitle(change.field);
        if (!change.isChanged()) {
            add(title, DiffLine::Change::Same, change.after, {});
            continue;
        }
        if (!change.before.isEmpty())
            add(title, DiffLine::Change::Removed, change.before, change.after);
        if (!change.after.isEmpty())
            add(change.before.isEmpty() ? title : QString(), DiffLine::Change::Added, change.after, change.before);
    }
}

QString consequenceOf(const trust::Operation &operation)
{
    const QString identity = shown(operation.identityName);
    switch (operation.kind()) {
    case trust::OperationKind::Create:
        return tr("From then on whoever controls this issuer and subject can sign in as %1. It can take minutes until "
                  "every token server knows it.")
            .arg(identity);
    case trust::OperationKind::Update:
        return tr("Workloads that match the old values can no longer sign in as %1 once this is written.")
            .arg(identity);
    case trust::OperationKind::Delete:
        return tr("Workloads that match it can no longer sign in as %1. How often it is used is not known here.")
            .arg(identity);
    }
    Q_UNREACHABLE();
}

QString phaseWords(workspace::OperationPhase phase)
{
    switch (phase) {
    case workspace::OperationPhase::Waiting:
        return tr("Waiting");
    case workspace::OperationPhase::Checking:
        return tr("Checking that nothing changed meanwhile");
    case workspace::OperationPhase::Writing:
        return tr("Writing");
    case workspace::OperationPhase::ReadingBack:
        return tr("Reading back what the service holds");
    case workspace::OperationPhase::Written:
        return tr("Written");
    case workspace::OperationPhase::Failed:
        return tr("Not written");
    case workspace::OperationPhase::Unknown:
        return tr("It is not known whether this was written");
    case workspace::OperationPhase::NotStarted:
        return tr("Not started");
    }
    Q_UNREACHABLE();
}

} // namespace symbolon::ui
