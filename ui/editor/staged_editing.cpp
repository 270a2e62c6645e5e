// SPDX-License-Identifier: Apache-2.0
// How CredentialEditor opens, keeps and discards what is staged and not written yet.
#include "ui/editor/credential_editor.h"
#include "ui/editor/review_pane.h"
#include "ui/editor/staged_note.h"
#include "ui/models/staged_changes.h"

#include <QStackedWidget>

namespace symbolon::ui {
namespace {

// An identity that a set creates, as far as the set tells.
workspace::IdentityRow identityOf(const trust::Operation &operation, const QString &tenantId)
{
    workspace::IdentityRow row;
    row.identity.key = operation.identity;
    row.identity.displayName = operation.identityName;
    row.identity.tenantId = tenantId;
    return row;
}

} // namespace

void CredentialEditor::setStaging(StagedChanges *staged)
{
    m_stagedChanges = staged;
    m_reviewPane->setStages(staged != nullptr);
}

void CredentialEditor::startStaged(const QUuid &id)
{
    const trust::Operation *found = m_stagedChanges ? m_stagedChanges->operation(id) : nullptr;
    if (!found || found->belonging)
        return;
    const trust::Operation operation = *found;
    const workspace::IdentityRow *identity = m_context.workspace.identity(operation.identity);
    const workspace::CredentialKey key{operation.identity, operation.credentialName()};
    if (operation.before && m_context.workspace.credential(key))
        return startEdit(key);
    m_deleting = false;
    open(EditorTarget{identity ? *identity : identityOf(operation, m_context.workspace.tenant().id), operation.before,
                      operation.after});
    noteStaged(&operation);
    // What nobody can write to yet is staged alone.
    m_reviewPane->setAppliesAtOnce(identity != nullptr);
    showForm();
}

// nullptr: nothing is staged for what is being edited.
void CredentialEditor::noteStaged(const trust::Operation *operation)
{
    m_stagedId = operation ? operation->id : QUuid();
    if (operation)
        m_stagedNote->setOperation(*operation);
    m_reviewPane->setAppliesAtOnce(true);
    showStagedNote();
}

void CredentialEditor::showStagedNote()
{
    m_stagedNote->setVisible(!m_stagedId.isNull() && m_stages->currentIndex() == 0);
}

void CredentialEditor::compareStaged()
{
    m_stagedNote->showComparison(true);
}

void CredentialEditor::discardStaged()
{
    const QUuid id = m_stagedId;
    if (id.isNull() || !m_stagedChanges)
        return;
    const workspace::CredentialKey key = m_form->target().key();
    const bool isThere = m_form->target().editing && m_context.workspace.credential(key);
    if (m_stagedChanges->operation(id) && !m_stagedChanges->unstage(id)) {
        Q_EMIT said(tr("Changes are being written. Wait until they are, then discard this one."));
        return;
    }
    discard();
    Q_EMIT said(tr("What was staged is discarded. Nothing was written."));
    if (isThere)
        startEdit(key);
    else
        leave();
}

void CredentialEditor::stage()
{
    if (!m_changes || isBusy() || !m_stagedChanges)
        return;
    const trust::Operation operation = m_changes->operations.constFirst();
    const bool isRenamed = !m_stagedId.isNull() && !operation.before;
    if (!(isRenamed ? m_stagedChanges->restage(m_stagedId, operation) : m_stagedChanges->stage(operation))) {
        Q_EMIT said(tr("Changes are being written. Wait until they are, then add this one."));
        return;
    }
    discard();
    Q_EMIT said(tr("Staged %1. Nothing is written until the changes are applied.").arg(operation.credentialName()));
    leave();
}

// What was staged for it would be compared with what was there before.
void CredentialEditor::forgetStaged()
{
    if (m_stagedChanges && !m_stagedId.isNull() && m_stagedChanges->operation(m_stagedId))
        m_stagedChanges->unstage(m_stagedId);
    m_stagedId = {};
    showStagedNote();
}

} // namespace symbolon::ui
